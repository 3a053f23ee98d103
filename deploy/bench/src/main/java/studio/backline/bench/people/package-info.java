/** People in bulk: brought in, taken out, paged through and found. */
@NullMarked
package studio.backline.bench.people;

import org.jspecify.annotations.NullMarked;
