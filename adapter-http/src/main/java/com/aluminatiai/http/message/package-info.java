/** What bodies of requests say and what bodies of answers show. */
package com.aluminatiai.http.message;
