import type { ChangeRefusal } from '#server/customers/parse-customer-change.ts'

export type LineRefusal =
  | ChangeRefusal
  | 'too_few_cells'
  | 'too_many_cells'
  | 'unclosed_quote'
  | 'misplaced_quote'
  | 'line_break_in_cell'
  | 'line_too_long'
  | 'invalid_sms_member'
  | 'invalid_status'
  | 'card_incomplete'

/** Why a line of a customer file was left out, for who puts the file right. */
export const refusalReasons: Readonly<Record<LineRefusal, string>> = {
  too_few_cells: 'the line has fewer cells than the header',
  too_many_cells: 'the line has more cells than the header: a comma within a cell needs quotes around the cell',
  unclosed_quote: 'a quote that opens in this line is not closed',
  misplaced_quote:
    'a quote stands within a cell, or text after a closing quote: quote the whole cell and double the quotes in it',
  line_break_in_cell: 'a cell holds a line break',
  line_too_long: 'the line is longer than 64 KiB',
  invalid_customer_number: 'customerNumber is not 1 to 16 digits',
  invalid_national_id: 'nationalId is not ten digits with a right check digit',
  invalid_name: 'name is not 1 to 120 characters with a visible letter among them',
  invalid_mobile: 'mobile is no Iranian mobile (empty: the customer has none)',
  invalid_sms_member: 'smsMember is none of true/false, yes/no, y/n, t/f, 1/0, بله/خیر',
  invalid_status: 'status is none of active/blocked, فعال/مسدود',
  invalid_pan: 'pan is not 16 digits with a right check digit',
  invalid_expiry:
    'expires is no year-month or year-month-day with the year first in four digits (Jalali 1300–1499 or Gregorian 2000–2099)',
  card_incomplete: 'status or expires is given without pan',
  unknown_branch: 'no branch has this branchCode',
  contradictory: 'the file says something else of the same customer or card in another line',
  national_id_taken: 'another customer has this nationalId',
  card_of_another_customer: 'the card belongs to another customer',
}
