/** What row security and the signed context cost. */
@NullMarked
package studio.backline.bench.context;

import org.jspecify.annotations.NullMarked;
