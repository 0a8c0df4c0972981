import { Token } from "cdktf";
import { isMap, type ChartValue } from "./chart-values";

/**
 * Every value that takes an image from another registry, with its path. Charts say where an image comes from in one of three
 * ways: the whole reference at `image` or `repository`, or the registry alone at `registry` or `imageRegistry`, beside which a
 * `repository` is only the rest of the name.
 */
export function checkImages(chart: string, value: ChartValue, registry: string, path = ""): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: ChartValue, index) => checkImages(chart, item, registry, `${path}[${index}]`));
  }
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const itemPath = path === "" ? key : `${path}.${key}`;
    if (typeof item !== "string") return checkImages(chart, item, registry, itemPath);
    const namesRegistry = REGISTRY_KEYS.has(key);
    const namesImage = key === "image" || (key === "repository" && /image/i.test(path) && value.registry === undefined);
    if (!namesRegistry && !namesImage) return [];
    if (Token.isUnresolved(item) || item === registry || item.startsWith(`${registry}/`)) return [];
    return [
      `${chart}: ${itemPath}: got ${JSON.stringify(item)}, expected ${namesRegistry ? registry : `an image of ${registry}`}: the cluster takes images from that registry alone`,
    ];
  });
}

const REGISTRY_KEYS: ReadonlySet<string> = new Set(["registry", "imageRegistry"]);
