/** Whether a flag switches off what it stands at; anything but `false` and `0` leaves it on, as in Magento. */
export function isOff(flag: string): boolean {
  return flag === '0' || flag.toLowerCase() === 'false'
}
