/** Streams XML to handlers: well-formed or an error, and never with a document type. */
import { SaxesParser } from "saxes";

export interface XmlHandlers {
  /** Names come without their namespace prefix. */
  open?(name: string, attributes: Record<string, string>, isSelfClosing: boolean): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Thrown for XML that cannot be trusted; its message completes "it …" and quotes no content. */
export class XmlError extends Error {}

/** `afterChunk` says true to stop early. */
export async function parseXml(
  chunks: AsyncIterable<string>,
  handlers: XmlHandlers,
  afterChunk: () => boolean = () => false,
): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on("error", () => {
    throw new XmlError("is not well-formed or cut off");
  });
  parser.on("doctype", () => {
    throw new XmlError("has a document type, which no workbook needs");
  });
  const { open, close, text } = handlers;
  if (open) {
    parser.on("opentag", (tag) => {
      open.call(
        handlers,
        localName(tag.name),
        tag.attributes as Record<string, string>,
        tag.isSelfClosing,
      );
    });
  }
  if (close) parser.on("closetag", (tag) => close.call(handlers, localName(tag.name)));
  if (text) {
    parser.on("text", (content) => text.call(handlers, content));
    parser.on("cdata", (content) => text.call(handlers, content));
  }
  for await (const chunk of chunks) {
    parser.write(chunk);
    if (afterChunk()) return;
  }
  parser.close();
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}
