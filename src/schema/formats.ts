import { isDay } from './date-time';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/;
const TIME_OF_DAY = /^(\d{2}):(\d{2}):(\d{2})(?:.\d+)?(?:z|[+-]\d{2}:\d{2})$/;

/**
 * Formats of strings, as the API server checks them in custom resources.
 *
 * They are looser than what Go decodes: a time may be written with small letters, and have any character before its fraction.
 *
 * @see https://github.com/kubernetes/kube-openapi/tree/master/pkg/validation/strfmt
 */
export const STRING_FORMATS: Record<string, (text: string) => boolean> = {
  'byte': (text) => BASE64.test(text),
  'date-time': isDateTime,
};

function isDateTime(text: string): boolean {
  const [date, time] = text.toLowerCase().split('t');
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
  const clock = time === undefined ? null : TIME_OF_DAY.exec(time);
  if (!day || !clock) return false;
  return isDay(Number(day[1]), Number(day[2]), Number(day[3])) && clock[1] <= '23' && clock[2] <= '59' && clock[3] <= '59';
}
