/** What an address asks of a download: `format` and `version`, and every other parameter as an option of the format. */
export function downloadInput(id: string, request: Request) {
  const { format, version, ...options } = Object.fromEntries(new URL(request.url).searchParams);
  return { id, options, ...(format === undefined ? {} : { format }), ...(version === undefined ? {} : { version }) };
}
