/** CSV as it is found: encodings, separators, quotes, and what is broken. */
@NullMarked
package studio.backline.plugins.crm.csv;

import org.jspecify.annotations.NullMarked;
