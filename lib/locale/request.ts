/** What next-intl asks once a request: the language and its words. There is no language in the address. */
import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { chooseLocale } from "./choose-locale";
import { LOCALE_COOKIE } from "./locales";
import { messagesOf } from "./messages";

export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale({
    cookie: jar.get(LOCALE_COOKIE)?.value,
    acceptLanguage: head.get("accept-language"),
  });
  return { locale: locale.tag, messages: await messagesOf(locale.id), timeZone: "UTC" };
});
