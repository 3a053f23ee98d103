/** Letters to a sink. */
@NullMarked
package studio.backline.bench.mail;

import org.jspecify.annotations.NullMarked;
