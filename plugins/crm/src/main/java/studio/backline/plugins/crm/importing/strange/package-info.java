/** What an import does not understand of a file, and what a person says that it means. */
@NullMarked
package studio.backline.plugins.crm.importing.strange;

import org.jspecify.annotations.NullMarked;
