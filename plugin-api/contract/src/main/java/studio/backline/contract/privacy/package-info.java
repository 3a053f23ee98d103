/**
 * How a field says what it holds: annotations that the host compares with the database's catalogue.
 */
@NullMarked
package studio.backline.contract.privacy;

import org.jspecify.annotations.NullMarked;
