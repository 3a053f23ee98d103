/** What is done with archives: made, proven, put back. */
@NullMarked
package studio.backline.platform.backup.run;

import org.jspecify.annotations.NullMarked;
