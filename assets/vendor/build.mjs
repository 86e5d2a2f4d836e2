// Makes plotly.min.js, which is plotly.js with the traces of plotly.cjs and without what our figures never ask for, and
// regenerator.min.js. README.md says how to run it, and what is left out.
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import * as acorn from "acorn";
import { build } from "esbuild";
import { full } from "acorn-walk";

const require = createRequire(import.meta.url);
const { environmentPlugin } = require("esbuild-plugin-environment");
const inlineCss = require("esbuild-plugin-inline-css");

const NOTICES = "LICENSES.txt";

/** What stands in for a package that our figures never reach. */
const UNUSED = {
  // names of countries: our areas are found by a property of their own GeoJSON
  "country-iso-search": "module.exports = { COUNTRIES: [], createLookup: () => ({ lookupAlpha3: () => undefined }) };",
  // projections beyond those of d3-geo: our map is Mercator's
  "d3-geo-projection": "module.exports = {};",
  // the style of tile maps
  "maplibre-gl/dist/maplibre-gl.css": "module.exports = undefined;",
};

const unused = {
  name: "unused",
  setup(bundle) {
    const filter = new RegExp(`^(${Object.keys(UNUSED).join("|")})$`);
    bundle.onResolve({ filter }, ({ path }) => ({ path, namespace: "unused" }));
    bundle.onLoad({ filter: /.*/, namespace: "unused" }, ({ path }) => ({ contents: UNUSED[path], loader: "js" }));
  },
};

/** The descriptions of attributes in a module of plotly.js: only its documentation reads them. */
function descriptions(source) {
  const found = [];
  full(acorn.parse(source, { ecmaVersion: "latest" }), (node) => {
    if (node.type !== "ObjectExpression") return;
    for (const { type, computed, key, value } of node.properties) {
      const said = type === "Property" && !computed && key.name === "description";
      if (said && ["Literal", "CallExpression", "BinaryExpression"].includes(value.type)) found.push(value);
    }
  });
  return found.sort((one, other) => other.start - one.start);
}

const undescribed = {
  name: "undescribed",
  setup(bundle) {
    bundle.onLoad({ filter: /plotly\.js\/src\/.*\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const cut = (text, { start, end }) => `${text.slice(0, start)}""${text.slice(end)}`;
      return { contents: descriptions(source).reduce(cut, source), loader: "js" };
    });
  },
};

/** Name, version and licence of every package of which something is in the bundle. */
async function notices(inputs) {
  const named = Object.keys(inputs).map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  const packages = [...new Set(named.filter(Boolean))].sort();
  const told = packages.map(async (name) => {
    const about = JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8"));
    const texts = ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "license", "LICENSE-MIT"];
    const read = texts.map((file) => readFile(`node_modules/${name}/${file}`, "utf8").catch(() => ""));
    const text = (await Promise.all(read)).find(Boolean) ?? "";
    return `${name} ${about.version} (${about.license})\n\n${text.trim()}\n`;
  });
  return (await Promise.all(told)).join(`\n${"-".repeat(80)}\n\n`);
}

/** One script, and the files that went into it. `settings` are what it needs besides. */
async function make(entry, outfile, settings) {
  const whole = { bundle: true, minify: true, metafile: true, legalComments: "none", target: "es2018", logLevel: "info" };
  const banner = { js: `/* The licences of what is in here: ${NOTICES} */` };
  const { metafile } = await build({ entryPoints: [entry], outfile, format: "iife", banner, ...whole, ...settings });
  return metafile.inputs;
}

const plotly = await make("plotly.cjs", "plotly.min.js", {
  globalName: "Plotly",
  plugins: [unused, undescribed, inlineCss(), environmentPlugin({ NODE_DEBUG: "false" })],
  alias: { stream: "stream-browserify" },
  define: { global: "window", "define.amd": "false" },
});
const regenerator = await make("node_modules/regenerator-runtime/runtime.js", "regenerator.min.js", {});
await writeFile(NOTICES, await notices({ ...plotly, ...regenerator }));
