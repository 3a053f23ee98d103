/** Texts in the reader's language, and the folding that search and sorting share. */
@NullMarked
package studio.backline.contract.text;

import org.jspecify.annotations.NullMarked;
