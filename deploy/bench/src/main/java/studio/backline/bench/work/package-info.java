/** Work that is claimed: jobs and events. */
@NullMarked
package studio.backline.bench.work;

import org.jspecify.annotations.NullMarked;
