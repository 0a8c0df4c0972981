import { z } from "zod";
import { Cidr } from "./cidr";
import { ImageReference } from "./image-reference";
import { Ipv4Address } from "./ipv4-address";
import { Port } from "./port";
import { Quantity } from "./quantity";

/** A text that is parsed into a value. Its fault is the parser's own; editors see a text with a pattern. */
function parsed<T>(parse: (text: string) => T, pattern: RegExp, description: string) {
  return z
    .string()
    .meta({ pattern: pattern.source, description })
    .transform((text, context): T => {
      try {
        return parse(text);
      } catch (error) {
        // Parsers say "got …, expected …"; the loader says what was given itself.
        const message = error instanceof Error ? error.message.replace(/^got .*?, (?=expected )/, "") : String(error);
        context.addIssue({ code: "custom", message, input: text });
        return z.NEVER;
      }
    });
}

export const cidr = () => parsed((text) => Cidr.parse(text), /^[\d.]+\/\d{1,2}$/, "An IPv4 block such as 10.16.0.0/16.");

export const ipv4Address = () =>
  parsed((text) => Ipv4Address.parse(text), /^\d+\.\d+\.\d+\.\d+$/, "An IPv4 address such as 10.16.0.20.");

export const port = () =>
  parsed(
    (text) => Port.parse(text),
    /^((tcp|udp|icmp)\/)?\d+(-\d+)?$|^(icmp|esp|vrrp)$/,
    "A protocol and its ports, such as tcp/443 or udp/8000-9000.",
  );

export const cpuQuantity = () =>
  parsed((text) => Quantity.cpu(text), /^(\d+(\.\d{1,3})?|\d+m)$/, "An amount of CPU such as 500m or 2.");

export const memoryQuantity = () =>
  parsed((text) => Quantity.memory(text), /^\d+(Ki|Mi|Gi|Ti)$/, "An amount of memory such as 512Mi or 2Gi.");

export const imageReference = () =>
  parsed((text) => ImageReference.parse(text), /@sha256:[0-9a-f]{64}$/, "An image by digest: registry.example/name@sha256:….");
