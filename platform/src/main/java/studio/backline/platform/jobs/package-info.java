/** Work that outlives a request: a row per job, claimed with a lease and a fencing number. */
@NullMarked
package studio.backline.platform.jobs;

import org.jspecify.annotations.NullMarked;
