import { inlineHash } from "../ui/inline.ts";

/**
 * Keys press the buttons and follow the links that name them in `data-key`: "p", or "d" and then "1". By the letter
 * where the keyboard has Latin ones, else by the place; digits by the place, since French keyboards want a shift for them.
 * Not with a modifier, not while something is typed, not again while a key is held down.
 */
export const SCRIPT = `(()=>{let before="";addEventListener("keydown",e=>{
if(e.ctrlKey||e.metaKey||e.altKey||e.shiftKey||e.repeat||e.isComposing||e.target.closest("input:not([type=checkbox]),textarea,select"))return;
const [,letter,digit]=/^Key(.)$|^(?:Digit|Numpad)(\\d)$/.exec(e.code)||[];
const key=digit||(/^[a-z]$/.test(e.key)?e.key:(letter||"").toLowerCase());
const found=key&&document.querySelector('[data-key="'+before+key+'"]');
before=!before&&(key=="d"||key=="r")?key:"";
if(found){e.preventDefault();found.click()}})})()`.replaceAll("\n", "");

/** As a Content-Security-Policy names it. */
export const SCRIPT_HASH = await inlineHash(SCRIPT);
