import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { looksLikeCardQr, parseCardQr } from './card-qr.ts'

const card = '099303001234|027000123|Nguyễn Thị An|15012003|Nữ|12 Đường số 3, Phường Một, Thành phố Hai|10052022'

describe('the text of a card\'s QR code', () => {
  it('gives its seven fields, day before month', () => {
    assert.deepEqual(parseCardQr(card), { pin: '099303001234', cmnd9: '027000123', fullName: 'Nguyễn Thị An', birthDate: '2003-01-15', gender: 'female', address: '12 Đường số 3, Phường Một, Thành phố Hai', issuedOn: '2022-05-10' })
  })
  it('forgives an empty old number and fields of later cards', () => {
    assert.equal(parseCardQr(card.replace('027000123', ''))?.cmnd9, null)
    assert.equal(parseCardQr(`${card}|Lê Thị Bé||x`)?.fullName, 'Nguyễn Thị An')
  })
  it('reads what a reader delivered in the wrong letters', () => {
    const damaged = [...new TextEncoder().encode(card)].map((byte) => String.fromCodePoint(byte)).join('')
    assert.notEqual(damaged, card)
    assert.equal(parseCardQr(damaged)?.fullName, 'Nguyễn Thị An')
  })
  it('refuses what is no card', () => {
    for (const text of ['', '099303001234', card.replace('15012003', '31022003'), card.replace('|Nữ|', '|X|'), card.slice(0, 60), card.replace('099303001234', '0993030012')]) assert.equal(parseCardQr(text), null, text)
    assert.ok(looksLikeCardQr(card.replace('|Nữ|', '|X|')) && !looksLikeCardQr('099303001234'))
  })
})
