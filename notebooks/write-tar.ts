/** A tar archive in memory: Framework takes a file of it for each page, from one loader. */

const block = 512;

/** A POSIX tar of text files; the same files give the same bytes. Names are at most 100 letters. */
export function writeTar(files: ReadonlyMap<string, string>): Buffer {
  const parts: Buffer[] = [];
  for (const [name, text] of files) {
    const content = Buffer.from(text, "utf8");
    const padding = Buffer.alloc((block - (content.length % block)) % block);
    parts.push(header(name, content.length), content, padding);
  }
  parts.push(Buffer.alloc(2 * block));
  return Buffer.concat(parts);
}

function header(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > 100)
    throw new Error(`"${name}" is too long a name for a tar file.`);
  const bytes = Buffer.alloc(block);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, "0")}\0`;
  bytes.write(name, 0);
  bytes.write(octal(0o644, 7), 100);
  bytes.write(octal(0, 7), 108);
  bytes.write(octal(0, 7), 116);
  bytes.write(octal(size, 11), 124);
  bytes.write(octal(0, 11), 136);
  bytes.write("0", 156);
  bytes.write("ustar\u000000", 257);
  // The sum is taken with its own field as spaces.
  bytes.write("        ", 148);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return bytes;
}
