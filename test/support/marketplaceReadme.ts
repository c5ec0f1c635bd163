/** From here on the README is for those who work on the project. */
const FOR_CONTRIBUTORS = '<!-- for contributors -->';

/**
 * The README for people who install the extension: without what is for contributors. Links and pictures within the
 * repository stay where it is published (`isPublished`), for the packager to complete; else a picture is left out, since
 * the pages that show the README take pictures by https only, and a link becomes its text. Throws where the README has
 * no part for contributors, or a picture in a format that the Marketplace refuses.
 */
export function marketplaceReadme(readme: string, isPublished: boolean): string {
  const end = readme.indexOf(FOR_CONTRIBUTORS);
  if (end < 0) throw new Error(`README.md has no ${FOR_CONTRIBUTORS}: what is for people who install the extension?`);
  const text = readme.slice(0, end);
  const drawing = /!\[[^\]]*\]\(([^)]+\.svg)\)/.exec(text)?.[1];
  if (drawing !== undefined) throw new Error(`The Marketplace shows no SVG: make "${drawing}" in README.md a PNG.`);
  if (isPublished) return text;
  return text.replace(/!\[[^\]]*\]\((?!\w+:)[^)]+\)\n\n/g, '').replace(/\[([^\]]*)\]\((?!\w+:|#)[^)]+\)/g, '$1');
}
