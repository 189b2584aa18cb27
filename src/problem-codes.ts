interface ProblemRow {
  readonly status: number;
  readonly title: string;
  readonly hint: string;
}

const row = (status: number, title: string, hint: string): ProblemRow => ({ status, title, hint });

/** Every code the product may answer with. docs/problems.md is generated from this table. */
export const PROBLEM_CODES = {
  // files
  file_not_found: row(404, 'File not found', 'Check the path; a folder, a file or several of both are accepted.'),
  file_exists: row(409, 'File exists', 'Choose another name, or add --force to replace it.'),
  file_unreadable: row(422, 'File cannot be read', 'Check permissions and free disk space, then run the same command again.'),
  file_empty: row(422, 'File is empty', 'Export the file again; a bill has at least a header line.'),
  file_truncated: row(422, 'File is truncated or damaged', 'Download the file again and compare its size with the export.'),
  file_not_a_bill: row(
    422,
    'File is not a bill',
    'Unpack archives first; if a web page was saved instead of the file, sign in and download it again.',
  ),
  file_not_utf8: row(422, 'File is not UTF-8', 'Save the file as UTF-8 and load it again.'),
  file_format_unknown: row(
    422,
    'Format not recognised',
    'Load a FOCUS export (1.0-preview to 1.4) or a bill of AWS, Azure, Google Cloud, Oracle or IBM in its own format, as docs/focus-mapping lists them.',
  ),
  header_duplicate: row(422, 'A column name appears twice', 'Remove one of the two columns from the export and load it again.'),
  header_missing_column: row(422, 'A needed column is missing', 'Export the bill again with the named column included.'),
  nothing_to_load: row(422, 'Nothing to load', 'Name at least one bill file; other files in a folder are passed over.'),
  price_file_unknown: row(
    422,
    'File is not a price list',
    'Name the columns as docs/prices.md lists them; each kind of price has a file of its own.',
  ),
  // rows
  row_malformed: row(422, 'Row cannot be parsed', 'Check quotes and the number of fields of the named line.'),
  row_cost_invalid: row(422, 'Cost is not a number', 'Correct the named cell; costs are decimals such as 12.34 or -5e-06.'),
  row_date_invalid: row(422, 'Date cannot be read', 'Correct the named cell; dates are ISO 8601, or month/day/year.'),
  row_currency_invalid: row(
    422,
    'Currency is missing',
    'Fill BillingCurrency in the named line; amounts without a currency are not added.',
  ),
  too_many_rejections: row(422, 'Too many rows rejected', 'Correct the listed rows, or raise --max-rejected if the loss is acceptable.'),
  amount_too_large: row(
    422,
    'Amount too large',
    'Sums above 9.2 billion units a month of one service are not supported; check the currency and the decimal point.',
  ),
  // deliveries and runs
  reconciliation_failed: row(
    500,
    'Figures do not reconcile',
    'Nothing was published. Run doctor, then load again; report the file if it happens twice.',
  ),
  period_of_other_provider: row(
    409,
    'Period belongs to another provider',
    'Load this delivery under a source name of its own: --source NAME.',
  ),
  cost_views_mixed: row(
    409,
    'Two views of the same costs',
    'Load one of them: of Azure the actual or the amortized export, of Oracle the cost report. Added up they would count twice.',
  ),
  ingest_in_progress: row(409, 'Another ingestion is running', 'Wait until it ends; aweigh sweep removes one that died.'),
  reading_in_progress: row(409, 'Sources are being read', 'Wait until the night or ingestion that reads them ends.'),
  run_not_found: row(404, 'Run not found', 'List the runs with GET /v1/runs.'),
  run_not_cancellable: row(409, 'Run cannot be cancelled', 'Only a run that is still loading can be cancelled.'),
  // questions
  query_invalid: row(422, 'Query not understood', 'See /docs or --help for the names that are accepted.'),
  currency_rate_missing: row(
    422,
    'Exchange rate missing',
    'Import a dated rate with aweigh rates import FILE, or ask in the billing currency.',
  ),
  units_mixed: row(
    422,
    'Quantities of several units',
    'Filter to one unit, or group by skuId; quantities of different units are not added.',
  ),
  no_data: row(404, 'No published charges', 'Load a bill first: aweigh ingest file PATH.'),
  figure_not_found: row(404, 'Figure not found', 'Ask for the figure again; ids belong to one set of published bills.'),
  case_invalid: row(422, 'Case not valid', 'Correct the listed fields; docs/negotiation-case.md describes each, with a whole case.'),
  report_not_found: row(404, 'Report not found', 'List the reports with GET /v1/reports.'),
  report_edition_unavailable: row(
    422,
    'No such edition',
    'Ask for the internal edition; this kind of report shows what no vendor may learn.',
  ),
  report_language_unavailable: row(
    422,
    'No such language',
    'Ask for one of the languages of this kind; figures are the same in all of them.',
  ),
  report_vendor_missing: row(422, 'Vendor not named', 'Name the vendor as the bill does: --vendor AWS, or "vendor" in the body.'),
  report_failed: row(500, 'Report could not be rendered', 'Try --format md, and run doctor.'),
  // agreements and measurements
  contract_not_found: row(404, 'Contract not found', 'List the contracts with aweigh contracts list.'),
  contract_exists: row(409, 'Contract exists', 'Change it with PATCH /v1/contracts/{id}, or add it again with --replace.'),
  prometheus_unreachable: row(502, 'Prometheus cannot be reached', 'Check the address and that this machine may reach it; then try again.'),
  prometheus_refused: row(
    502,
    'Prometheus refused the request',
    'Name the environment variable that holds a valid token with --bearer-env, and check the named query.',
  ),
  prometheus_answer_invalid: row(502, 'Answer is not that of Prometheus', 'Give the address of the API itself, without /graph or /api/v1.'),
  prometheus_answer_too_large: row(502, 'Answer is too large', 'Ask for a shorter window with --from and --to, or a larger --step.'),
  utilisation_empty: row(
    404,
    'No utilisation found',
    'Check that the Prometheus scrapes cAdvisor of the kubelets, and that the window lies within its retention.',
  ),
  // sources
  source_not_found: row(404, 'Source not found', 'List the sources with aweigh sources list.'),
  source_exists: row(409, 'Source exists', 'Choose another name, or remove it first with aweigh sources remove NAME.'),
  source_settings_invalid: row(422, 'Settings of the source not valid', 'Correct the listed fields; docs/sources.md describes them.'),
  source_local_only: row(
    403,
    'Source can only be set on the machine itself',
    'Use aweigh sources add there: settings of this kind name paths, and paths given over HTTP are never opened.',
  ),
  source_unreachable: row(502, 'Source cannot be reached', 'Check network and service status; the next night tries again.'),
  source_refused: row(
    502,
    'Source refused the request',
    'Check the credentials and settings of the source with aweigh sources check NAME.',
  ),
  source_permission_missing: row(403, 'Permission missing', 'Grant the named permission; aweigh sources check NAME prints all of them.'),
  source_answer_invalid: row(502, 'Answer not understood', 'Nothing was published. Try again; report the answer if it stays.'),
  source_export_incomplete: row(
    422,
    'Export is not complete',
    'It may be in the middle of being rewritten: nothing was published, and the next night reads it again.',
  ),
  webhook_secret_missing: row(422, 'Secret of the webhook missing', 'Set the named environment variable where the night runs.'),
  webhook_failed: row(502, 'Webhook was not told', 'Check the address and the receiver; the night itself is done and in GET /v1/schedule.'),
  source_export_missing: row(
    404,
    'No export found',
    'Check bucket and prefix, or create the export; AWS delivers the first one within a day.',
  ),
  source_requests_capped: row(
    429,
    'More requests than allowed',
    'Nothing of this period was published. Raise maxRequests of the source, name fewer accounts, or read a shorter range.',
  ),
  // estimates
  target_unknown: row(
    422,
    'No such migration target',
    'List the targets with GET /v1/catalog/targets; retired systems answer with their successor.',
  ),
  vendor_not_billed: row(
    404,
    'No spend with this vendor',
    'Name a vendor of the published bills, such as AWS or Azure; aweigh costs --group-by serviceProviderName lists them.',
  ),
  assumption_invalid: row(
    422,
    'Assumption not valid',
    'Name assumptions as the migration report lists them, each with a value its unit admits.',
  ),
  // catalogue
  catalog_row_invalid: row(500, 'Catalogue row invalid', 'Correct the named row; npm run check validates the catalogue.'),
  // service
  unauthorized: row(401, 'Key missing or not valid', 'Send Authorization: Bearer <key>; make one with aweigh keys create.'),
  forbidden: row(403, 'Key lacks a scope', 'Use a key with the named scope.'),
  not_found: row(404, 'No such resource', 'See /docs for the paths of this API.'),
  method_not_allowed: row(405, 'Method not allowed', 'See /docs for the methods of this path.'),
  body_too_large: row(413, 'Body too large', 'Send less, or raise AWEIGH_MAX_UPLOAD_BYTES.'),
  body_invalid: row(400, 'Body cannot be parsed', 'Send one JSON document of the described form.'),
  media_type_unsupported: row(415, 'Content type not supported', 'Send application/json, or the bill file as application/octet-stream.'),
  input_invalid: row(422, 'Input not valid', 'Correct the listed fields.'),
  idempotency_conflict: row(409, 'Idempotency key used for another body', 'Use a new Idempotency-Key for a new file.'),
  upload_broken: row(400, 'Upload ended early', 'Send the file again with the same Idempotency-Key; nothing was stored.'),
  rate_limited: row(429, 'Too many requests', 'Wait for the seconds named in Retry-After.'),
  key_not_found: row(404, 'Key not found', 'List the keys with aweigh keys list.'),
  bind_refused: row(400, 'Refused to listen beyond this machine', 'Create a key first (aweigh keys create), or bind to 127.0.0.1.'),
  address_unusable: row(400, 'Address cannot be used', 'Choose an address of this machine with --host, and a port above 1023.'),
  port_in_use: row(409, 'Port in use', 'Choose another with --port, or stop the program that holds it.'),
  // database
  database_locked: row(503, 'Database is locked', 'Another program writes to it; try again in a moment.'),
  database_newer: row(409, 'Database is of a newer version', 'Install the newer release, or restore a backup made by this one.'),
  database_readonly: row(
    422,
    'Database cannot be written',
    'Analyses keep their figures in it: make the file and its folder writable, or name a copy with --db.',
  ),
  database_unreadable: row(422, 'Database cannot be opened', 'Check --db and permissions; restore a backup if the file is damaged.'),
  disk_full: row(507, 'Disk is full', 'Free space; nothing was published and the next run needs no cleanup.'),
  config_invalid: row(400, 'Configuration not valid', 'Correct the named environment variable; docs/configuration.md lists them.'),
  usage_invalid: row(400, 'Command not understood', 'Run aweigh --help, or aweigh COMMAND --help.'),
  cancelled: row(499, 'Cancelled', 'Nothing was published; run the command again when ready.'),
  internal: row(500, 'Unexpected error', 'Run aweigh doctor; if it stays, report it with the request id or the last log lines.'),
} as const satisfies Record<string, ProblemRow>;

export type ProblemCode = keyof typeof PROBLEM_CODES;
