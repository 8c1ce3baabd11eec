export { exportBooks, type ExportBooks } from './export-books.ts'
export { BookFileProblem, importBooks, type BooksImported, type ImportBooks } from './import-books.ts'
