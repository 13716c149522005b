console.log('field')
