/** A time as people write it: `2m45s`, `1h5m`, `12.25s`. */
export function timeText(seconds: number): string {
  const rounded = Math.round(seconds * 100) / 100;
  const [hours, minutes] = [Math.floor(rounded / 3600), Math.floor(rounded % 3600 / 60)];
  const rest = Math.round((rounded % 60) * 100) / 100;
  const parts = [hours > 0 ? `${hours}h` : '', minutes > 0 ? `${minutes}m` : '', rest > 0 || rounded < 60 ? `${rest}s` : ''];
  return parts.join('');
}
