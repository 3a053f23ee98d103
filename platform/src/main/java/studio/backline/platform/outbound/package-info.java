/**
 * The only way out: which hosts are reached, by whom and for what, and which names are looked up.
 */
@NullMarked
package studio.backline.platform.outbound;

import org.jspecify.annotations.NullMarked;
