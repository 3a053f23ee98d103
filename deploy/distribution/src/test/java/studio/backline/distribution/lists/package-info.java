/** Lists of people, as they are brought and as they are taken out again. */
@NullMarked
package studio.backline.distribution.lists;

import org.jspecify.annotations.NullMarked;
