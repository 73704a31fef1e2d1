/** The name every lane's queue has, as the table of Magento. */
export const QUEUE_NAME = 'cron_schedule'
