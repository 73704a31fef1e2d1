import { browserTest, openAdmin } from './support/browser.js'

browserTest('a page whose code is no longer there says what helps, and all others go on', async () => {
  const { page } = await openAdmin()
  await page.route('**/assets/jobs-page-*', (route) => route.fulfill({ status: 404 }))
  await page.getByRole('link', { name: 'Jobs', exact: true }).click()
  await page.getByRole('alert').getByText('This page cannot be shown').waitFor()

  await page.getByRole('link', { name: 'Groups' }).click()
  await page.getByRole('heading', { name: 'Groups' }).waitFor()
  await page.unroute('**/assets/jobs-page-*')
  await page.getByRole('link', { name: 'Jobs', exact: true }).click()
  await page.getByRole('button', { name: 'Load the page anew' }).click()
  await page.getByRole('heading', { name: 'Jobs' }).waitFor()
})
