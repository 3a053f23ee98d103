/** What can be taken back: people and organisations as they were before a deletion or an import. */
@NullMarked
package studio.backline.plugins.crm.trash;

import org.jspecify.annotations.NullMarked;
