/** Whom rows of a file are about, of the people who are here. */
@NullMarked
package studio.backline.plugins.crm.importing.match;

import org.jspecify.annotations.NullMarked;
