/** Files in and out. */
@NullMarked
package studio.backline.bench.files;

import org.jspecify.annotations.NullMarked;
