/** Work that outlives a request: a row per job, claimed, resumed, cancelled by the host. */
@NullMarked
package studio.backline.contract.jobs;

import org.jspecify.annotations.NullMarked;
