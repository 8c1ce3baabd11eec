import type { Children } from '../context.ts'
import { useKitText } from '../context.ts'
import { cls } from '../html.ts'

export interface Column<Row> {
  readonly header: string
  readonly cell: (row: Row) => Children
  readonly align?: 'num'
  /** The cell that names the row: its header for a screen reader. */
  readonly rowHeader?: boolean
}

export interface DataTableProps<Row> {
  readonly caption: string
  readonly captionHidden?: boolean
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  /** Instead of the table when there are no rows: an EmptyState. */
  readonly empty?: Children
  readonly rowClass?: (row: Row) => string | undefined
}

/** Rows become cards on a narrow screen; the explicit roles keep it a table for assistive technology when CSS unmakes it. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const say = useKitText()
  if (props.rows.length === 0) return <>{props.empty ?? <p class="muted">{say('table.empty')}</p>}</>
  return (
    <table class="table" role="table">
      <caption class={cls(props.captionHidden && 'sr-only')}>{props.caption}</caption>
      <thead role="rowgroup">
        <tr role="row">{props.columns.map((column) => <th scope="col" role="columnheader" class={column.align}>{column.header}</th>)}</tr>
      </thead>
      <tbody role="rowgroup">
        {props.rows.map((row) => (
          <tr role="row" class={props.rowClass?.(row)}>
            {props.columns.map((column) => column.rowHeader
              ? <th scope="row" role="rowheader" class={cls('row-header', column.align)}>{column.cell(row)}</th>
              : <td role="cell" class={column.align} data-label={column.header}>{column.cell(row)}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
