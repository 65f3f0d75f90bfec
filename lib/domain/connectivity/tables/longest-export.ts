/** How long the directory may take to answer an export: https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-connectivity */
export const longestExportInMs = 300_000;
