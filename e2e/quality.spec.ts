import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { reported } from '#apps/server/testing/course.ts';
import { chineseOf, listenForData, picture, violationsOf, widerThanWindow } from './checks.ts';
import { gone, openStage, PHONE, seen, type Stage } from './stage.ts';

describe('quality objectives in a browser', { timeout: 240_000 }, () => {
  let stage: Stage;
  let page: Page;
  let number: string;

  before(async () => {
    stage = await openStage();
    const { server } = stage;
    await stage.moveTo('12 09:00');
    for (const rating of ['satisfied', 'dissatisfied']) {
      const course = await reported(server, 'technician', {
        kind: 'consultation',
        siteId: server.house.sites['SITE-01'],
        enquirerPhone: '+86 10 0000 0004',
        content: '如何查看端口流量？',
      });
      await course.take('branchEngineer', 'contact', { contactName: '王工', channel: 'phone', text: '您好，马上为您查看。' });
      await course.take('branchEngineer', 'start-handling');
      await stage.moveTo(rating === 'satisfied' ? '12 09:20' : '12 10:40');
      await course.take('branchEngineer', 'answer', { finding: '在监控页面', action: '已查手册', nextStep: '请试用' });
      await course.take('technician', 'confirm', { rating });
      await course.take('branchEngineer', 'link-knowledge', { articleReference: 'KB-0031' });
      ({ number } = course);
    }
    ({ page } = await stage.seat('qualityController', { language: 'zh' }));
  });
  after(() => stage.close());

  const line = (of: Page, name: string) => of.getByRole('row', { name: new RegExp(name) });

  it('stand in the rail for quality staff, each with figure, target, formula and status', async () => {
    await page.goto(`${stage.server.url}/today`);
    await page.getByRole('link', { name: '质量', exact: true }).click();
    const satisfaction = line(page, '客户满意度');
    await seen(satisfaction.getByText('50%', { exact: true }));
    await seen(satisfaction.getByText('高于99%'));
    await seen(satisfaction.getByText('满意的评价 ÷ 全部评价'));
    await seen(satisfaction.getByText('至今未达成'));
    await seen(line(page, '客户投诉率').getByText('尚无流程记录：收到的投诉'));
    assert.deepEqual(await violationsOf(page), []);
    await picture(page, 'quality');
  });

  it('open what a figure is counted from, and from there the request', async () => {
    await line(page, '客户满意度').getByRole('button').click();
    const dialog = page.getByRole('dialog', { name: '客户满意度，2026Q4' });
    await seen(dialog.getByText('不满意', { exact: true }));
    assert.equal(await dialog.getByRole('listitem').count(), 2);
    await dialog.getByRole('checkbox', { name: '只看未计入的' }).check();
    await gone(dialog.getByText('满意', { exact: true }));
    assert.deepEqual(await violationsOf(page), []);
    await picture(page, 'quality-rows');
    await dialog.getByRole('link', { name: number }).click();
    await page.waitForURL(/\/requests\//);
  });

  it('fit a phone, in the dark, in English, and speak it alone', async () => {
    const phone = await stage.seat('qualityController', { language: 'en', scheme: 'dark', device: 'phone' });
    const data = listenForData(phone.page);
    await phone.page.goto(`${stage.server.url}/quality`);
    await seen(line(phone.page, 'Satisfaction').getByText('missed so far'));
    assert.equal(phone.page.viewportSize()?.width, PHONE.width);
    assert.deepEqual(await widerThanWindow(phone.page), []);
    assert.deepEqual(await violationsOf(phone.page), []);
    assert.deepEqual(await chineseOf(phone.page, data), []);
    await picture(phone.page, 'quality-phone-dark-en');
    await phone.page.goto(`${stage.server.url}/quality?period=2026Q3`);
    await seen(line(phone.page, 'Satisfaction').getByText('no sample'));
    assert.deepEqual(phone.complaints, []);
  });
});
