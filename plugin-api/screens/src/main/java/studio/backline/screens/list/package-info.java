/**
 * Long lists: a table in the look of the grid that pages by key instead of by number, both ways,
 * without ever knowing how long the list is.
 */
@NullMarked
package studio.backline.screens.list;

import org.jspecify.annotations.NullMarked;
