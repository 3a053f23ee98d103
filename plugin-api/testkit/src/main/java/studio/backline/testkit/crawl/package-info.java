/** Goes to every address of a running house, as everybody who could, and reads all that comes. */
@NullMarked
package studio.backline.testkit.crawl;

import org.jspecify.annotations.NullMarked;
