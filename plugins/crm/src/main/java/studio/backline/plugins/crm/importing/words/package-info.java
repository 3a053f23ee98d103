/** What words, dates and names of columns say of writing to people, in the languages of files. */
@NullMarked
package studio.backline.plugins.crm.importing.words;

import org.jspecify.annotations.NullMarked;
