export { QUEUE_NAME } from './queue-name.js'
export { openReceiver, type Receiver, type ReceiverOptions } from './receiver.js'
export { type LaneQueue, openSender, type Sender } from './sender.js'
