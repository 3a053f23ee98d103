package studio.backline.contract.privacy;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks the host for a search function over this entity's table, since the operators that search
 * needs find no index under row security. The host makes, in the plugin's schema,
 *
 * <pre>search_&lt;table&gt;(words text[], sort text, after text, after_id uuid, backward boolean,
 * max_rows integer) returns table (id uuid)</pre>
 *
 * which returns the ids of the rows of the current workspace whose {@link #column()} contains every
 * word, ordered by the column {@code sort} and then by id, from the row after the given anchor
 * ({@code null} for the beginning, or for the end when {@code backward}). Words are folded as by
 * {@link studio.backline.contract.text.Folding}; one of one or two letters must begin a word of the
 * column, which {@link studio.backline.contract.text.Folding#searchable} writes; rows come in the
 * order asked for, backward pages in descending order.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Searchable {

    /** A text column that holds the folded words; the host keeps a trigram index on it. */
    String column();

    /**
     * Columns that may be sorted by; each is {@code not null} and has an index of (workspace_id,
     * column, id).
     */
    String[] sort();
}
