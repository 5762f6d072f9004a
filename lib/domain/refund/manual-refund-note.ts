export const manualRefundNoteLength = 500;
