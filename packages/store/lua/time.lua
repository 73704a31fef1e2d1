-- Tells the time of the node that holds a key; a bare TIME may be answered by any node of a cluster.
-- KEYS: any key of the instance
-- ARGV: none
-- Answer: {seconds, microseconds}
return redis.call('TIME')
