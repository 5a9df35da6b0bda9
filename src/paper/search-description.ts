import { machinePage, readChrome } from "./machine-page.ts";
import { xmlDocument } from "./xml.ts";

const NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/";
/** OpenSearch 1.1 draft 6, "ShortName". */
const SHORT_NAME_MAX_CHARS = 16;
const TYPE = "application/opensearchdescription+xml";

/** `/opensearch.xml`: lets a browser search the paper from its address bar. */
export const searchDescription = machinePage(
  { id: "searchDescription", path: "/opensearch.xml", summary: "How browsers search the site." },
  {
    type: TYPE,
    read: readChrome,
    tags: () => [],
    write: ({ chrome: { settings } }) => {
      const { name, tagline, url, language } = settings;
      const description = {
        "@xmlns": NAMESPACE,
        ShortName: Array.from(name).slice(0, SHORT_NAME_MAX_CHARS).join("").trim(),
        Description: tagline || name,
        InputEncoding: "UTF-8",
        Language: language,
        Image: {
          "@width": "192",
          "@height": "192",
          "@type": "image/png",
          "#text": `${url}/icons/icon-192.png`,
        },
        Url: [
          { "@type": "text/html", "@template": `${url}/search?q={searchTerms}` },
          { "@type": TYPE, "@rel": "self", "@template": `${url}/opensearch.xml` },
        ],
      };
      return xmlDocument({ OpenSearchDescription: description });
    },
  },
);
