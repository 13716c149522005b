export { mountFileUpload as mountFiles } from '#centre/requests/files.routes.ts';
