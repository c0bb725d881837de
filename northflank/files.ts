/** The documents of this package. The published build keeps them beside its code, as the sources do. */
export const documentFile = new URL('./northflank-jobs.yaml', import.meta.url);
export const completeDocumentFile = new URL('./northflank-jobs-complete.yaml', import.meta.url);
export const overlayFile = new URL('./northflank-jobs.overlay.yaml', import.meta.url);
export const completeOverlayFile = new URL('./northflank-jobs-complete.overlay.yaml', import.meta.url);
export const contractFile = new URL('./northflank-jobs.openapi.yaml', import.meta.url);
