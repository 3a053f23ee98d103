/**
 * The proof that no workspace reaches another: rows with canaries for every table of a database,
 * read from its catalogue, and every operation on them by every role in every context.
 */
@NullMarked
package studio.backline.testkit.tenancy;

import org.jspecify.annotations.NullMarked;
