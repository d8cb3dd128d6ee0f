import nodemailer from "nodemailer";

export interface Letter {
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  /** Names the letter, so that one that is sent again is known as the same. */
  readonly id: string;
}

/** Sends letters through the municipality's own mail server. */
export interface Mailer {
  /** @throws Error with the server's words where it is not taken. */
  send(letter: Letter): Promise<void>;
  close(): void;
}

export interface MailSettings {
  /** smtp:// or smtps://, with user and password where the server asks for them. */
  readonly url: string;
  /** "Rödtråd <rodtrad@kommun.se>". */
  readonly from: string;
}

const TIMEOUT_MS = 20_000;

/** Opens the way to a mail server; nothing is asked of it before the first letter. */
export function openMailer({ from, url }: MailSettings): Mailer {
  const transport = nodemailer.createTransport({ url, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS, disableFileAccess: true, disableUrlAccess: true });
  const domain = /@([^\s>@]+)>?$/.exec(from)?.[1] ?? "localhost";
  return {
    send: async ({ id, subject, text, to }) => {
      await transport.sendMail({ from, to, subject, text, messageId: `<${id}@${domain}>`, headers: { "auto-submitted": "auto-generated", "x-auto-response-suppress": "All" } });
    },
    close: () => transport.close(),
  };
}
