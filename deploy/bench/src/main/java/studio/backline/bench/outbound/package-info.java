/** What the way out costs. */
@NullMarked
package studio.backline.bench.outbound;

import org.jspecify.annotations.NullMarked;
