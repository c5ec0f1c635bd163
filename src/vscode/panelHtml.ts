import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/**
 * The page of the panel, with the texts of the editor's language: nothing but the bundle may run in it, and nothing may
 * be fetched from it.
 */
export function panelHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const script = webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'webview.js'));
  const style = webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'webview.css'));
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  const texts = vscode.l10n.bundle;
  // A screen reader reads the texts by their language: English where there is no translation.
  const language = texts === undefined ? 'en' : vscode.env.language;
  return `<!DOCTYPE html>
<html lang="${attributeText(language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style.toString()}">
<title>Process Monitor</title>
</head>
<body>
<main id="app" data-l10n="${attributeText(JSON.stringify(texts ?? {}))}"></main>
<script nonce="${nonce}" src="${script.toString()}"></script>
</body>
</html>`;
}

/** A text as it may stand between the quotation marks of an attribute. */
function attributeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
