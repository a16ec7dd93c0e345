import { PersonalDataTable } from '#components/data-table/personal-data-table.tsx'
import type { PersonalTable } from '#components/data-table/personal-table.ts'
import { describeLogTable, type LogTableProps } from '#components/verifications/log-table.tsx'

export function PersonalLogTable({ personal, ...props }: LogTableProps & { personal: PersonalTable }) {
  return <PersonalDataTable {...describeLogTable(props)} personal={personal} />
}
