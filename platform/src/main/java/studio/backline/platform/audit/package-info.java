/** Who did what: a chain of hashes per workspace, and one for the instance. */
@NullMarked
package studio.backline.platform.audit;

import org.jspecify.annotations.NullMarked;
