/** What sealing a field takes. */
@NullMarked
package studio.backline.bench.sealing;

import org.jspecify.annotations.NullMarked;
